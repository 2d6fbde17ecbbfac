kept = []

def remember(item):
    kept.append(item)

class Thing:
    pass

t = Thing()
remember(t)
del t
print(len(kept))
