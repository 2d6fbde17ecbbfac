# Lists: a sieve, slices, a sort.
def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return [i for i, flag in enumerate(flags) if flag]


primes = sieve(700000)
x, numbers = 1, []
for i in range(250000):
    x = (x * 1103515245 + 12345) % 2147483648
    numbers.append(x)
numbers.sort()
total = 0
for i in range(len(numbers) - 1):
    if numbers[i] <= numbers[i + 1]:
        total += 1
print(len(primes), primes[-1], total, sum(numbers[::7]))
