package lp

// entry is an element of a sparse row or column.
type entry struct {
	v float64
	i int32
}

// lists holds many short lists of entries in one slice. A list that outgrows
// its room moves to the end.
type lists struct {
	pool []entry
	span []span
}

// span is where a list is in the pool, and the rank of its row.
type span struct {
	begin, size, room int32
	rank              uint32
}

// reset makes n empty lists.
func (l *lists) reset(n int) {
	l.pool = l.pool[:0]
	l.span = resized(l.span, n)
	clear(l.span)
}

func (l *lists) of(i int32) []entry {
	s := &l.span[i]
	return l.pool[s.begin : s.begin+s.size]
}

func (l *lists) empty(i int32) { l.span[i].size = 0 }

// open begins list i anew at the end of the pool, where push appends to it.
func (l *lists) open(i int32) {
	s := &l.span[i]
	s.begin, s.size, s.room = int32(len(l.pool)), 0, 0
}

func (l *lists) push(i int32, e entry) {
	l.pool = append(l.pool, e)
	l.span[i].size++
	l.span[i].room++
}

// reserve begins list i anew with room for n entries.
func (l *lists) reserve(i, n int32) {
	l.open(i)
	l.pool = append(l.pool, make([]entry, n)...)
	l.span[i].room = n
}

// insert appends an entry to any list.
func (l *lists) insert(i int32, e entry) {
	s := &l.span[i]
	if s.size == s.room {
		old := l.of(i)
		l.reserve(i, s.size+s.size/2+4)
		s.size = int32(copy(l.pool[s.begin:], old))
	}
	l.pool[s.begin+s.size] = e
	s.size++
}

// remove takes the entry for k out of list i.
func (l *lists) remove(i, k int32) {
	list := l.of(i)
	for at := range list {
		if list[at].i == k {
			list[at] = list[len(list)-1]
			l.span[i].size--
			return
		}
	}
}

// transpose makes l the n lists of what is in the lists of g by its index.
func (l *lists) transpose(g *lists, n int) {
	l.reset(n)
	for j := range g.span {
		for _, e := range g.of(int32(j)) {
			l.span[e.i].room++
		}
	}
	total := int32(0)
	for i := range l.span {
		s := &l.span[i]
		s.begin = total
		total += s.room
	}
	l.pool = resized(l.pool, int(total))
	for j := range g.span {
		for _, e := range g.of(int32(j)) {
			s := &l.span[e.i]
			l.pool[s.begin+s.size] = entry{e.v, int32(j)}
			s.size++
		}
	}
}
