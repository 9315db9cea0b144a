"""A register that outlives its host: a folder of data, of pages made from these data alone, and of sums of both.

data          what is kept of which rows (kept, chosen), written in one moment (writing)
bag           the folder: BagIt, only what has changed is written anew, all of it at once
reading       the data of an archive back, without the database; pages and imports know nothing else
pages, words  what people read: pages of every kind; words in any form, with JavaScript and by the alphabet
importing     an empty register from an archive
closing       the last archive of a portal: where its addresses lead now, and what is missing
"""
