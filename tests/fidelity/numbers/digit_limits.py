# How many digits an int may have in text; numbers from subclasses of str; escapes as codecs.
import sys
try: print(len(str(10 ** 5000)))
except ValueError as e: print(e)
try: print(len(str(10 ** 4299)))
except ValueError as e: print(e)
try: int('1' * 5000)
except ValueError as e: print(e)
try: print(f'{10**4300}')
except ValueError as e: print(e)
try: '%d' % 10**4300
except ValueError as e: print(e)
except TypeError as e: print(e)
try: repr(10**4300)
except ValueError as e: print(e)
print(len(hex(10**5000)), len(bin(10**5000)), int('f' * 5000, 16) > 0)
print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)
sys.set_int_max_str_digits(0); print(len(str(10 ** 5000)))
for v in (100, -1, 'a', 640):
    try: sys.set_int_max_str_digits(v); print(sys.get_int_max_str_digits())
    except (ValueError, TypeError) as e: print(e)
try: str(10**700)
except ValueError as e: print(e)
sys.set_int_max_str_digits(4300)
class CS(str): pass
class CB(bytes): pass
print(float(CS('1.5')), int(CS('12')), int(CS('12'), 16), float(CB(b'2.5')), int(CB(b'7')), complex(CS('1+2j')), int(bytearray(b'12'), 8))
class FS(str):
    def __float__(self): return 42.0
print(float(FS('8')))
print('\\u0041\\n'.encode().decode('unicode_escape'), 'é\n'.encode('unicode_escape'), b'\\xe9'.decode('unicode-escape'), 'aé€😀'.encode('raw_unicode_escape'), b'\\u20ac'.decode('raw-unicode-escape'))
import codecs
print(codecs.encode('abc', 'rot13'), codecs.lookup('utf8').name, codecs.BOM_UTF8, codecs.encode(b'ab', 'hex'), codecs.decode(b'6162', 'hex'), codecs.getencoder('utf-8')('é'))
