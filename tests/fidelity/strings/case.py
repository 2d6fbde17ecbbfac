# Changing the case of letters, in any script.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "'straße'.upper()",
    "'ŉ'.upper()",
    "'ΑΣ'.lower()",
    "'ΑΣ Σ'.lower()",
    "'İ'.lower()",
    "'ǆ'.title()",
    "'ﬁx'.capitalize()",
    "'hello wORLD'.title()",
    '"they\'re".title()',
    "'aBc'.swapcase()",
    "'ß'.casefold()",
    "'ΣΑΣ'.casefold()",
    "'한글'.upper()",
    "'x'.upper() is 'X'",
    "''.title()",
    "'ᏸ'.casefold()",
    "'ß'.swapcase()",
]:
    attempt(text)
