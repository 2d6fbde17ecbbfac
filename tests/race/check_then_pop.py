# The last item is taken between the check and the use.
import threading
stack = [1]
def take():
    if len(stack) > 0:
        stack.pop()
threads = [threading.Thread(target=f) for f in (take, take,)]
for t in threads: t.start()
for t in threads: t.join()
print(stack)
