def make():
    functions = []
    for i in range(3):
        def show(i=i):
            return i
        functions.append(show)
    return functions

early = make()
results = [f() for f in early]
print(results)
