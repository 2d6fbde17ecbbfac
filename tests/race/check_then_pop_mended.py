# The last item is taken between the check and the use. Mended.
import threading
stack = [1]
def take():
    try:
        stack.pop()
    except IndexError:
        pass
threads = [threading.Thread(target=f) for f in (take, take,)]
for t in threads: t.start()
for t in threads: t.join()
print(stack)
