# string.
import string

print(string.ascii_letters, string.digits, repr(string.whitespace), string.punctuation, string.capwords('hello  world'))
print(string.Formatter().format('{0} {x:>5} {0!r} {{}} {1[0]} {x.real}', 'a', [3], x=5))
from string import Template
t = Template('$who likes ${what} for $$5 $who')
print(t.substitute(who='tim', what='kung pao'), t.safe_substitute(who='x'), t.template)
for bad in (lambda: t.substitute(who='x'), lambda: Template('$ a').substitute(), lambda: Template('a\n $').substitute()):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(Template('$a $b').get_identifiers(), Template('$a $').is_valid(), t.substitute({'who': 1}, what=2))
