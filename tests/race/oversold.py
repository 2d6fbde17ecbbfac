# The last seat is sold twice.
import threading
seats, sold = 1, []
def price(): return 10
def book(who):
    global seats
    if seats > 0:
        price()
        seats -= 1
        sold.append(who)
def anna(): book('Anna')
def ben(): book('Ben')
threads = [threading.Thread(target=f) for f in (anna, ben,)]
for t in threads: t.start()
for t in threads: t.join()
print(seats, len(sold))
