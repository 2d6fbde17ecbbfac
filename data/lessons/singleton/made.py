import threading

class DatabaseConnection:
    _instance = None
    _lock = threading.Lock()
    inits = 0

    def __new__(cls, *args):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, text):
        DatabaseConnection.inits += 1
        if not hasattr(self, "text"):
            self.text = text

a = DatabaseConnection("first")
b = DatabaseConnection("second")
print(a is b, a.text, DatabaseConnection.inits)
