import sys
import ctypes

# How CPython counts references
def get_ref_count_details(obj):
    """What there is to know of the count of an object"""
    # Look at ob_refcnt of the struct PyObject
    # Beware: this is specific to CPython, and may be dangerous
    try:
        # A look inside by ctypes (for teaching)
        ref_count = sys.getrefcount(obj)
        obj_id = id(obj)
        obj_type = type(obj).__name__
        
        return {
            'ref_count': ref_count,
            'object_id': obj_id,
            'type': obj_type,
            'size': sys.getsizeof(obj)
        }
    except Exception as e:
        return f"error: {e}"

# Counting in detail
x = [1, 2, 3]
print("=== counting in detail ===")
print(f"the object: {get_ref_count_details(x)}")

# What changes when a reference comes and goes
y = x
print(f"one more reference: {get_ref_count_details(x)}")

del y
print(f"one less: {get_ref_count_details(x)}")

# The inside of CPython
print("\n=== the inside of CPython ===")
print("struct PyObject:")
print("  - ob_refcnt: the reference count (Py_ssize_t)")
print("  - ob_type: pointer to the type object")
print("  - ob_data: the data itself")
