"""What the register shows to machines that never read a page: search engines, messengers, crawlers."""
