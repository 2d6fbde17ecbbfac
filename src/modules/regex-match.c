/* SPDX-License-Identifier: MIT
 *
 * Runs the program of a regular expression by backtracking. What is to be
 * undone or tried again lies on one stack on the host's heap; only look-around
 * and atomic groups nest C calls, as deep as the pattern does.
 */
#include "regex.h"

#include "heap/run-limits.h"

typedef enum { B_TRY, B_MARK, B_LOOP, B_LAZY_LOOP, B_SINGLE, B_LAZY_SINGLE, B_LASTINDEX } BackKind;
typedef struct {
  BackKind kind;
  guint32 pc;
  gssize a, b;
} Back;
typedef struct {
  guint32 count;
  gssize last;
} Loop;

typedef struct {
  ReSearch *s;
  GArray *stack;
  Loop *loops;
  gsize start;
  gsize work; /* since the run was asked whether it may go on */
  gboolean stopped;
} Machine;

enum {
  WORK_SLICE = 256,
  STACK_LIMIT = 256 << 20, /* bytes of what can be tried again */
};

static gboolean
in_items (const guint32 *items, guint n, gunichar c, gboolean ascii)
{
  for (guint i = 0; i < n; i++, items += 2)
    if (items[0] >= RE_CATEGORY ? re_in_category (items[0] - RE_CATEGORY, c, ascii)
                                : c >= items[0] && c <= items[1])
      return TRUE;
  return FALSE;
}

/* Does the instruction at CODE, of one character, match C? */
static gboolean
single_matches (const guint32 *code, gunichar c)
{
  switch (code[0])
    {
    case RO_CHAR:
      return c == code[1];
    case RO_CHAR_I:
      return re_lower (c, code[2]) == code[1];
    case RO_ANY:
      return c != '\n';
    case RO_ALL:
      return TRUE;
    default:
      {
        gboolean ascii = (code[1] & RE_SET_ASCII) != 0;
        gunichar folded = code[1] & RE_SET_IGNORE ? re_lower (c, ascii) : c;
        gboolean found = in_items (code + 3, code[2], folded, ascii);
        return found != ((code[1] & RE_SET_NEGATE) != 0);
      }
    }
}

static guint
single_length (const guint32 *code)
{
  return code[0] == RO_CHAR     ? 2
         : code[0] == RO_CHAR_I ? 3
         : code[0] == RO_SET    ? 3 + 2 * code[2]
                                : 1;
}

static gboolean
at_place (const ReSearch *s, ReAt at, gsize pos, gboolean ascii)
{
  const ReText *text = s->text;
  switch (at)
    {
    case RE_AT_START:
    case RE_AT_STRING_START:
      return pos == 0;
    case RE_AT_LINE_START:
      return pos == 0 || re_char (text, pos - 1) == '\n';
    case RE_AT_END:
      return pos == s->end || (pos + 1 == s->end && re_char (text, pos) == '\n');
    case RE_AT_LINE_END:
      return pos == s->end || re_char (text, pos) == '\n';
    case RE_AT_STRING_END:
      return pos == s->end;
    default:
      {
        if (s->end == 0)
          return FALSE;
        gboolean before = pos > 0 && re_is_word (re_char (text, pos - 1), ascii),
                 after = pos < s->end && re_is_word (re_char (text, pos), ascii);
        return (before != after) == (at == RE_AT_WORD);
      }
    }
}

/* FALSE: the run is to end, or MemoryError is pending. */
static gboolean
may_go_on (Machine *m)
{
  if (m->work < WORK_SLICE || m->stopped)
    return !m->stopped;
  if (m->stack->len > STACK_LIMIT / sizeof (Back))
    m->s->vm->hooks->raise_memory (m->s->vm);
  m->stopped = m->s->vm->pending != NULL || !rs_may_go_on (m->s->vm, m->work);
  m->work = 0;
  return !m->stopped;
}

static void
push (Machine *m, BackKind kind, guint32 pc, gssize a, gssize b)
{
  Back back = { kind, pc, a, b };
  g_array_append_val (m->stack, back);
}

static void
set_mark (Machine *m, guint slot, gssize value)
{
  push (m, B_MARK, slot, m->s->marks[slot], 0);
  m->s->marks[slot] = value;
  if (slot & 1)
    {
      push (m, B_LASTINDEX, 0, m->s->lastindex, 0);
      m->s->lastindex = slot / 2;
    }
}

static void
set_loop (Machine *m, guint reg, guint32 count, gssize last)
{
  push (m, B_LOOP, reg, m->loops[reg].count, m->loops[reg].last);
  m->loops[reg] = (Loop){ count, last };
}

/* Takes back to where the stack was FLOOR high. */
static gboolean
undo (Machine *m, const Back *back)
{
  switch (back->kind)
    {
    case B_MARK:
      m->s->marks[back->pc] = back->a;
      return TRUE;
    case B_LASTINDEX:
      m->s->lastindex = back->a;
      return TRUE;
    case B_LOOP:
      m->loops[back->pc] = (Loop){ back->a, back->b };
      return TRUE;
    default:
      return FALSE;
    }
}

static void
undo_to (Machine *m, guint floor)
{
  while (m->stack->len > floor)
    {
      undo (m, &g_array_index (m->stack, Back, m->stack->len - 1));
      g_array_set_size (m->stack, m->stack->len - 1);
    }
}

/* Forgets what could be tried again above FLOOR, keeps what must be undone. */
static void
commit (Machine *m, guint floor)
{
  guint kept = floor;
  for (guint i = floor; i < m->stack->len; i++)
    {
      Back back = g_array_index (m->stack, Back, i);
      if (back.kind == B_MARK || back.kind == B_LASTINDEX || back.kind == B_LOOP)
        g_array_index (m->stack, Back, kept++) = back;
    }
  g_array_set_size (m->stack, kept);
}

static gboolean
same_text (Machine *m, gssize from, gssize to, gsize pos, guint how)
{
  const ReText *text = m->s->text;
  if (pos + (to - from) > m->s->end)
    return FALSE;
  for (gssize i = from; i < to; i++, pos++)
    {
      gunichar a = re_char (text, i), b = re_char (text, pos);
      if (a != b && (how == 0 || re_lower (a, how == 2) != re_lower (b, how == 2)))
        return FALSE;
    }
  return TRUE;
}

/* From PC at POS: the position where the program is done, -1 if it does not
 * match. TOP: the whole pattern. */
static gssize
run (Machine *m, guint pc, gsize pos, gboolean top)
{
  ReSearch *s = m->s;
  const guint32 *code = s->code;
  const ReText *text = s->text;
  guint floor = m->stack->len;
  for (;;)
    {
      gboolean ok = TRUE;
      m->work++;
      if (!may_go_on (m))
        {
          undo_to (m, floor);
          return -1;
        }
      switch (code[pc])
        {
        case RO_DONE:
          if (!top || ((!s->full || pos == s->end) && (!s->must_advance || pos != m->start)))
            return pos;
          ok = FALSE;
          break;
        case RO_CHAR:
        case RO_CHAR_I:
        case RO_ANY:
        case RO_ALL:
        case RO_SET:
          ok = pos < s->end && single_matches (code + pc, re_char (text, pos));
          pos++;
          pc += single_length (code + pc);
          break;
        case RO_AT:
          ok = at_place (s, code[pc + 1], pos, code[pc + 2]);
          pc += 3;
          break;
        case RO_SAVE:
          set_mark (m, code[pc + 1], pos);
          pc += 2;
          break;
        case RO_BRANCH:
          push (m, B_TRY, pc + 1 + code[pc + 1], pos, 0);
          pc += 2;
          break;
        case RO_JUMP:
          pc += 1 + code[pc + 1];
          break;
        case RO_SINGLE:
          {
            guint32 min = code[pc + 1], max = code[pc + 2];
            guint next = pc + 4 + code[pc + 4];
            gsize room = s->end - pos, n = 0, want = code[pc + 3] == RE_LAZY ? min : max;
            const guint32 *single = code + pc + 5;
            while (n < want && n < room && single_matches (single, re_char (text, pos + n)))
              n++;
            m->work += n;
            ok = n >= min;
            if (ok && code[pc + 3] == RE_GREEDY && n > min)
              push (m, B_SINGLE, next, pos + min, pos + n);
            else if (ok && code[pc + 3] == RE_LAZY && max > min)
              push (m, B_LAZY_SINGLE, pc, pos + n, n);
            pos += n;
            pc = next;
          }
          break;
        case RO_REP_INIT:
          set_loop (m, code[pc + 1], 0, -1);
          pc += 2;
          break;
        case RO_REP_LOOP:
          {
            Loop *loop = &m->loops[code[pc + 1]];
            guint body = pc + 5 - code[pc + 5];
            if (loop->count < code[pc + 2])
              {
                set_loop (m, code[pc + 1], loop->count + 1, pos);
                pc = body;
              }
            else if (code[pc + 4] == RE_LAZY)
              {
                push (m, B_LAZY_LOOP, pc, pos, 0);
                pc += 6;
              }
            else if (loop->count < code[pc + 3] && loop->last != (gssize) pos)
              {
                push (m, B_TRY, pc + 6, pos, 0);
                set_loop (m, code[pc + 1], loop->count + 1, pos);
                pc = body;
              }
            else
              pc += 6;
          }
          break;
        case RO_REF:
          {
            gssize from = s->marks[2 * code[pc + 1]], to = s->marks[2 * code[pc + 1] + 1];
            ok = from >= 0 && to >= from && same_text (m, from, to, pos, code[pc + 2]);
            pos += ok ? to - from : 0;
            m->work += ok ? to - from : 0;
            pc += 3;
          }
          break;
        case RO_COND:
          pc += s->marks[2 * code[pc + 1]] >= 0 && s->marks[2 * code[pc + 1] + 1] >= 0
                    ? 3
                    : 2 + code[pc + 2];
          break;
        case RO_LOOK:
          {
            guint mark = m->stack->len;
            gboolean room = code[pc + 2] <= pos;
            gssize end = room ? run (m, pc + 4, pos - code[pc + 2], FALSE) : -1;
            if (end >= 0 && code[pc + 1])
              undo_to (m, mark);
            else if (end >= 0)
              commit (m, mark);
            ok = (end >= 0) != (code[pc + 1] != 0);
            pc += 3 + code[pc + 3];
          }
          break;
        case RO_ATOMIC:
          {
            guint mark = m->stack->len;
            gssize end = run (m, pc + 2, pos, FALSE);
            ok = end >= 0;
            if (ok)
              {
                commit (m, mark);
                pos = end;
              }
            pc += 1 + code[pc + 1];
          }
          break;
        default:
          g_return_val_if_reached (-1);
        }
      while (!ok)
        {
          if (m->stack->len == floor)
            return -1;
          Back back = g_array_index (m->stack, Back, m->stack->len - 1);
          g_array_set_size (m->stack, m->stack->len - 1);
          if (undo (m, &back))
            continue;
          pc = back.pc;
          pos = back.a;
          ok = TRUE;
          if (back.kind == B_SINGLE)
            {
              pos = back.b - 1;
              if ((gssize) pos > back.a)
                push (m, B_SINGLE, pc, back.a, pos);
            }
          else if (back.kind == B_LAZY_SINGLE)
            {
              ok = (gsize) back.b < code[pc + 2] && pos < s->end
                   && single_matches (code + pc + 5, re_char (text, pos));
              if (ok)
                {
                  pos++;
                  push (m, B_LAZY_SINGLE, pc, pos, back.b + 1);
                  pc += 4 + code[pc + 4];
                }
            }
          else if (back.kind == B_LAZY_LOOP)
            {
              Loop *loop = &m->loops[code[pc + 1]];
              ok = loop->count < code[pc + 3] && loop->last != (gssize) pos;
              if (ok)
                {
                  set_loop (m, code[pc + 1], loop->count + 1, pos);
                  pc = pc + 5 - code[pc + 5];
                }
            }
        }
    }
}

gboolean
re_search (ReSearch *s, gsize start, gboolean anchored)
{
  Machine m = {
    s, g_array_new (FALSE, FALSE, sizeof (Back)), g_new0 (Loop, s->code[0] + 1), start, 0, FALSE
  };
  gboolean found = FALSE;
  for (gsize pos = start; pos <= s->end && may_go_on (&m); pos++)
    {
      if (!anchored && s->code[1] == RO_CHAR)
        {
          gsize from = pos;
          while (pos < s->end && re_char (s->text, pos) != s->code[2])
            pos++;
          m.work += (pos - from) / RS_WORK_BYTES;
          if (pos == s->end)
            break;
        }
      for (guint i = 0; i < 2 * (s->groups + 1); i++)
        s->marks[i] = -1;
      s->lastindex = 0;
      g_array_set_size (m.stack, 0);
      gssize end = run (&m, 1, pos, TRUE);
      if (end >= 0)
        {
          s->marks[0] = pos;
          s->marks[1] = end;
          found = TRUE;
          break;
        }
      if (anchored)
        break;
    }
  g_array_unref (m.stack);
  g_free (m.loops);
  return found;
}
