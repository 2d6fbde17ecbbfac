wrong = [[0] * 2] * 3
wrong[0][0] = 1
right = [[0] * 2 for i in range(3)]
right[0][0] = 1
print(wrong)
print(right)
