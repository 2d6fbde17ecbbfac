# Which texts are one object.
a = "hello"
b = "hel" + "lo"
c = "".join(["hel", "lo"])
print(a is b, a == c, a is c, str(a) is a, a[:] is a, a + "" is a, "" + a is a, a * 1 is a, a.strip() is a, a.replace("x", "y") is a)
letters = list("abc")
print(letters[0] is "abc"[0], chr(97) is "a", "xa"[1] is "a", "a".upper() is "A", chr(0xe9) is "é"[0])
print("".join([]) is "", "abc"[3:] is "", "abc" * 0 is "")


class Text(str):
    pass


t = Text("hello")
print(type(t[:]), type(str(t)), type(t + ""), t == "hello", hash(t) == hash("hello"), type(t.strip()), repr(t))
print({"hello": 1}[t], t in {"hello"})
