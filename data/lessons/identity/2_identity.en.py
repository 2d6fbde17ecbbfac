# Comparing lists
a = [1, 2, 3]
b = [1, 2, 3]

print(f"a == b: {a == b}")    # True - by value
print(f"a is b: {a is b}")    # False - another object
print(f"id of a: {id(a)}") # id(object) returns the address of the object in memory
print(f"id of b: {id(b)}")

# Small integers are interned
x = 100
y = 100
print(f"x is y (100): {x is y}")    # True - small integers are interned

# Large integers are not interned
x = 1000
y = 1000
print(f"x is y (1000): {x is y}")  # False - large integers are not

# Interned strings
s1 = "hello"
s2 = "hello"
print(f"s1 is s2: {s1 is s2}")     # True - string literals are interned
