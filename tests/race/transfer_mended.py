# The sum of two accounts is wrong while money is on its way. Mended.
import threading
accounts = {'a': 50, 'b': 50}
sums = []
lock = threading.Lock()
def fee(): return 0
def transfer():
    with lock:
        accounts['a'] -= 10
        fee()
        accounts['b'] += 10
def audit():
    with lock: sums.append(accounts['a'] + accounts['b'])
threads = [threading.Thread(target=f) for f in (transfer, audit,)]
for t in threads: t.start()
for t in threads: t.join()
print(sums)
