# An order violation: a thread uses what its creator sets after starting it. Mended.
import threading
def work(): logger.append('working')
logger = []
t = threading.Thread(target=work)
t.start()
t.join()
