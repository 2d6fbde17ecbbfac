# Finding, counting, replacing.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "'banana'.find('an')",
    "'banana'.rfind('an')",
    "'banana'.find('an', 2)",
    "'banana'.find('an', -3)",
    "'banana'.find('', 3)",
    "'banana'.find('', 7)",
    "'banana'.rfind('')",
    "'banana'.count('an')",
    "'banana'.count('')",
    "'banana'.index('x')",
    "'banana'.rindex('x')",
    "'banana'.replace('a', 'o')",
    "'banana'.replace('a', 'o', 2)",
    "'banana'.replace('', '-')",
    "'abc'.replace('', '-', 2)",
    "'banana'.startswith('ba')",
    "'banana'.startswith(('x', 'ba'))",
    "'banana'.endswith('na', 0, -1)",
    "'banana'.startswith('', 7)",
    "'banana'.startswith(5)",
    "'banana'.endswith((5,))",
    "'banana'.removeprefix('ba')",
    "'banana'.removesuffix('na')",
    "'nan' in 'banana', '' in '', 'x' in 'abc'",
    "5 in 'abc'",
    "'banana'.find(5)",
    "'한글날'.find('글')",
    "'a😀b'.rfind('b')",
    "'abc'.find('a', None, None)",
    "'abc'.count('a', 'x')",
]:
    attempt(text)
