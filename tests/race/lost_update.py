# Two deposits read the same balance (an atomicity violation; Lu and others 2008).
import threading
balance = 100
def interest(amount): return amount // 10
def deposit():
    global balance
    balance = balance + interest(100)
threads = [threading.Thread(target=f) for f in (deposit, deposit,)]
for t in threads: t.start()
for t in threads: t.join()
print(balance)
