# A dictionary changes its size while another thread goes over it.
import threading
sessions = {'a': 1, 'b': 2}
def report():
    for name in sessions: name.upper()
def login(): sessions['c'] = len(sessions)
threads = [threading.Thread(target=f) for f in (report, login,)]
for t in threads: t.start()
for t in threads: t.join()
print(len(sessions))
