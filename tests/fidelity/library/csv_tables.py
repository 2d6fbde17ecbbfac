# SPDX-License-Identifier: MIT
# csv: reading and writing, dialects, dictionaries.
import csv
import io

text = 'name,age,note\r\nAnn,30,"says ""hi"", often"\nBob,,\n"multi\nline",5,x y\n\nlast,1'
r = csv.reader(io.StringIO(text))
print(list(r), r.line_num)
for row in csv.DictReader(io.StringIO(text), restkey='more'):
    print(row)
d = csv.DictReader(['a;b', '1;2;3', '4'], delimiter=';', restval='?')
print(d.fieldnames, list(d))
print(
    list(csv.reader(['1,"a",2.5', '"3",b c,'], quoting=csv.QUOTE_NONNUMERIC)) if 0 else '',
    list(csv.reader(["a 'b c' d"], delimiter=' ', quotechar="'")),
    list(csv.reader(['a, b,  "c"'], skipinitialspace=True)),
)
print(
    list(csv.reader(['1,2.5,"x"'], quoting=csv.QUOTE_NONNUMERIC)),
    list(csv.reader(['a\\,b,c'], escapechar='\\', quoting=csv.QUOTE_NONE)),
    list(csv.reader([',', '', '""', 'a"b"c'])),
)
out = io.StringIO()
w = csv.writer(out)
print(w.writerow(['a', 1, 2.5, None, 'x,y', 'q"q', 'l\nm', '']), w.writerow([]), w.writerow(['']))
w.writerows([[1, 2], ('a b', ' c')])
print(repr(out.getvalue()))
for q in range(4):
    out = io.StringIO()
    try:
        csv.writer(out, quoting=q, escapechar='\\', lineterminator='\n').writerow(
            ['a', 1, 'x,y', 'q"q', None]
        )
        print(q, out.getvalue(), end='')
    except csv.Error as e:
        print(q, e)
out = io.StringIO()
dw = csv.DictWriter(out, ['b', 'a'], restval='-', extrasaction='ignore', dialect='unix')
dw.writeheader()
dw.writerow({'a': 1, 'c': 3})
dw.writerows([{'b': 2}])
print(out.getvalue(), end='')
try:
    csv.DictWriter(out, ['a']).writerow({'z': 1})
except ValueError as e:
    print(e)
csv.register_dialect('pipes', delimiter='|')
print(sorted(csv.list_dialects()), list(csv.reader(['a|b'], 'pipes')), csv.get_dialect('pipes').delimiter)
for bad in (
    lambda: csv.reader(['a'], delimiter='xx'),
    lambda: csv.reader(['a'], 'nope'),
    lambda: csv.writer(5),
    lambda: csv.writer(io.StringIO()).writerow(5),
    lambda: list(csv.reader([b'a'])),
    lambda: csv.reader(['a'], foo=1),
    lambda: csv.writer(io.StringIO(), quoting=3).writerow(['a,b']),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
