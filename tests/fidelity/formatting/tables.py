# A small table, as programs print it.
rows = [("Name", "Count", "Share"), ("list", 12, 0.25), ("dict", 3, 0.0625), ("한글", 1000, 0.6875)]
for row in rows:
    if isinstance(row[1], str):
        print("%-10s|%8s|%8s" % row)
    else:
        print("%-10s|%8d|%7.2f%%" % (row[0], row[1], row[2] * 100))
print("-" * 28)
for name, count, share in rows[1:]:
    print(f"{name:<10}|{count:>8,}|{share:>8.2%}")
print("=" * 28)
for name, count, share in rows[1:]:
    print("{:<10}|{:>8}|{:>8.3}".format(name, count, share))
print("total".rjust(10, "."), str(sum(r[1] for r in rows[1:])).zfill(8), sep="|")
print(*["%02x" % b for b in "한".encode()], sep=":")
for n in range(1, 4):
    print(" ".join("%3d" % (n * m) for m in range(1, 6)))
