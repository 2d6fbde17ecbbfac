def make():
    functions = []
    for i in range(3):
        def show():
            return i
        functions.append(show)
    return functions

late = make()
results = [f() for f in late]
print(results)
