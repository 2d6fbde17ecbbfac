x = 1
print(x)
if x > 1:
    x = 0
x + 1
