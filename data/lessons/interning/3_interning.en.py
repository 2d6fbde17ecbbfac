# How CPython uses objects again
print("=== small integers ===")
for i in range(-5, 257):
    a = i
    b = i
    if a is not b:
        print(f"not interned: {i}")

print("\n=== strings ===")
# Strings known at compile time are interned
s1 = "hello"
s2 = "hello"
print(f"literals: {s1 is s2}")  # True

# Strings made at run time are not
s3 = "".join(['h', 'e', 'l', 'l', 'o'])
print(f"made at run time: {s1 is s3}")  # False

# But their values are equal
print(f"by value: {s1 == s3}")  # True
