class C:
    pass

ids = id(object()) == id(object())
same = object() is object()
instances = id(C()) == id(C())
print(ids, same, instances)
