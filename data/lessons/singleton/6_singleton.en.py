import threading

class DatabaseConnection:
    _instance = None
    _lock = threading.Lock()
    
    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:  # Double-checked locking
                    cls._instance = super().__new__(cls)
        return cls._instance
    
    def __init__(self, connection_string):
        if not hasattr(self, 'connection_string'):  # only the first time
            self.connection_string = connection_string
            self.connection = self._create_connection()
    
    def _create_connection(self):
        # Here one would really connect
        return f"Connected to {self.connection_string}"
