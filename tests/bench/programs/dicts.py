# Dicts: counting words and inverting the counts.
def words(n):
    x = 7
    for _ in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        yield 'w%d' % (x % 5000)


counts = {}
for word in words(600000):
    counts[word] = counts.get(word, 0) + 1
inverted = {}
for word, count in counts.items():
    inverted.setdefault(count, []).append(word)
most = max(inverted)
print(len(counts), most, sorted(inverted[most])[:3])
