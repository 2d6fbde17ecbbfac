x = 1000
y = 1000
print(x is y)
