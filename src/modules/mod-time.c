/* SPDX-License-Identifier: MIT
 *
 * Module time. Time is virtual: it starts at a fixed moment, each instruction
 * takes a little, and a sleep ends at once by moving the clock (or lets other
 * threads run first). So a program says the same at each run. The calendar is
 * in UTC.
 */
#include "modules.h"
#include "vm/thread.h"

#include <math.h>

#define START_OF_TIME G_GINT64_CONSTANT (1704067200000000000) /* 2024-01-01 00:00:00 */
#define START_OF_CLOCK G_GINT64_CONSTANT (1000000000000)
RS_NATIVE (time_time)
{
  return rs_float_new (vm, (START_OF_TIME + rs_vm_clock (vm)) / 1e9);
}
RS_NATIVE (time_time_ns)
{
  return rs_int_new (vm, START_OF_TIME + rs_vm_clock (vm));
}
RS_NATIVE (time_monotonic)
{
  return rs_float_new (vm, (START_OF_CLOCK + rs_vm_clock (vm)) / 1e9);
}
RS_NATIVE (time_monotonic_ns)
{
  return rs_int_new (vm, START_OF_CLOCK + rs_vm_clock (vm));
}
RS_NATIVE (time_process)
{
  return rs_float_new (vm, (rs_vm_clock (vm) - vm->clock) / 1e9);
}
RS_NATIVE (time_process_ns)
{
  return rs_int_new (vm, rs_vm_clock (vm) - vm->clock);
}

/* _parts (seconds): the nine fields of a struct_time. */
RS_NATIVE (time_parts)
{
  double seconds = rs_as_double (vm, args[0]);
  if (seconds == -1.0 && vm->pending != NULL)
    return NULL;
  if (!isfinite (seconds) || fabs (seconds) > 6e10)
    return rs_value_error (vm, "year is out of range");
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc ((gint64) floor (seconds));
  if (at == NULL)
    return rs_value_error (vm, "year is out of range");
  int parts[] = { g_date_time_get_year (at),
                  g_date_time_get_month (at),
                  g_date_time_get_day_of_month (at),
                  g_date_time_get_hour (at),
                  g_date_time_get_minute (at),
                  g_date_time_get_second (at),
                  g_date_time_get_day_of_week (at) - 1,
                  g_date_time_get_day_of_year (at),
                  0 };
  RsObject *tuple = rs_tuple_new (vm, G_N_ELEMENTS (parts));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    rs_tuple_items (tuple)[i] = rs_int_new (vm, parts[i]);
  return tuple;
}

static const RsMethodDef functions[] = {
  { "time", time_time, RS_M_NOARGS, 0, 0, NULL },
  { "time_ns", time_time_ns, RS_M_NOARGS, 0, 0, NULL },
  { "monotonic", time_monotonic, RS_M_NOARGS, 0, 0, NULL },
  { "monotonic_ns", time_monotonic_ns, RS_M_NOARGS, 0, 0, NULL },
  { "perf_counter", time_monotonic, RS_M_NOARGS, 0, 0, NULL },
  { "perf_counter_ns", time_monotonic_ns, RS_M_NOARGS, 0, 0, NULL },
  { "process_time", time_process, RS_M_NOARGS, 0, 0, NULL },
  { "process_time_ns", time_process_ns, RS_M_NOARGS, 0, 0, NULL },
  { "thread_time", time_process, RS_M_NOARGS, 0, 0, NULL },
  { "thread_time_ns", time_process_ns, RS_M_NOARGS, 0, 0, NULL },
  { "sleep", rs_thread_sleep, RS_M_O, 0, 0, NULL },
  { "_parts", time_parts, RS_M_O, 0, 0, NULL },
  { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions)
         && rs_module_add (vm, dict, "timezone", rs_int_new (vm, 0))
         && rs_module_add (vm, dict, "altzone", rs_int_new (vm, 0))
         && rs_module_add (vm, dict, "daylight", rs_int_new (vm, 0));
}

/* The calendar is rarely asked for: it is in _calendar_time, imported on
 * demand. */
static const char source[] =
    "tzname = ('UTC', 'UTC')\n"
    "def __getattr__(name):\n"
    "    if name in ('struct_time', 'gmtime', 'localtime', 'mktime', 'strftime', 'asctime', "
    "'ctime'):\n"
    "        import _timecalendar\n"
    "        return globals().setdefault(name, getattr(_timecalendar, name))\n"
    "    raise AttributeError(f\"module 'time' has no attribute '{name}'\")\n";

const RsModuleDef rs_module_time = { "time", fill, source };
