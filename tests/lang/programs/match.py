def f(x):
    match x:
        case 1 | -2.5 | 'a' 'b' | None | True:
            return 1
        case [a, b, *_] if a > b:
            return a
        case [1, [x, y], *rest] | (rest, [y, x]):
            return rest
        case {'k': v, 1: [*w], **others}:
            return v, w, others
        case Point(x=0, y=yy) | Line(yy, _) as whole:
            return yy, whole
        case mod.CONST | 1 + 2j:
            return 2
        case str() as s:
            return s
        case []:
            pass
        case {}:
            pass
        case _:
            return 0


match a, b:
    case c, *d:
        pass
match = case = _ = 1
match[case] = match(_)
print(match, case)
