# The resource is closed between the check and its use.
import threading
class File:
    def __init__(self): self.handle = []
    def close(self): self.handle = None
    def write(self, text):
        if self.handle is not None:
            text = str.upper(text)
            self.handle.append(text)
file = File()
def writer(): file.write('x')
def closer(): file.close()
threads = [threading.Thread(target=f) for f in (writer, closer,)]
for t in threads: t.start()
for t in threads: t.join()
