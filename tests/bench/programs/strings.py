# Strings: building, splitting, joining, replacing, searching.
text = ' '.join('%d-%s' % (i, chr(97 + i % 26) * (i % 7)) for i in range(100000))
parts = text.split(' ')
longest = max(parts, key=len)
upper = [p.upper() for p in parts if '-' in p]
joined = ','.join(upper).replace('-', ':')
count = 0
for letter in joined:
    if letter == 'A' or letter == ':':
        count += 1
out = ''
for i in range(150000):
    out += str(i % 10)
print(len(text), longest, len(joined), count, joined.find('999:'), len(out), out[:5])
