# An order violation: a thread uses what its creator sets after starting it.
import threading
def work(): logger.append('working')
t = threading.Thread(target=work)
t.start()
str(t)
logger = []
t.join()
