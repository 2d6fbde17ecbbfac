# Each takes the fork at the left first (Dijkstra 1971).
import threading
forks = [threading.Lock(), threading.Lock()]
def dine(left, right):
    with left:
        str(left)
        with right: str(right)
def first(): dine(forks[0], forks[1])
def second(): dine(forks[1], forks[0])
threads = [threading.Thread(target=f) for f in (first, second,)]
for t in threads: t.start()
for t in threads: t.join()
print('all have eaten')
