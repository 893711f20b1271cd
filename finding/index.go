package finding

import (
	"iter"
	"slices"
	"strconv"
)

// Index knows the ids of a list of things, for what refers to them.
type Index[ID ~string] struct {
	path  string
	what  string
	ids   []ID
	first map[ID]int
}

// NewIndex takes the ids of a list that stands at path; what names one of its
// things: "course".
func NewIndex[T any, ID ~string](path, what string, list []T, id func(T) ID) Index[ID] {
	x := Index[ID]{path: path, what: what, ids: make([]ID, len(list)), first: make(map[ID]int, len(list))}
	for i, thing := range list {
		x.ids[i] = id(thing)
		if _, ok := x.first[x.ids[i]]; !ok {
			x.first[x.ids[i]] = i
		}
	}
	return x
}

// At returns the place in the list of the first thing with the id, and false
// when there is none.
func (x Index[ID]) At(id ID) (int, bool) {
	i, ok := x.first[id]
	return i, ok
}

// CheckOwn notes when the id of the i-th thing is malformed, or when an earlier
// thing has it.
func (x Index[ID]) CheckOwn(l *List, i int) {
	id, path := x.ids[i], x.path+"/"+strconv.Itoa(i)+"/id"
	if !CheckID(l, path, id) {
		return
	}
	if j := x.first[id]; j != i {
		l.Add(path, string(id), "is already the id of "+x.path+"/"+strconv.Itoa(j), "give each "+x.what+" an id of its own")
	}
}

// CheckRef notes an id at path that none of the things has, and reports
// whether one has it.
func (x Index[ID]) CheckRef(l *List, path string, id ID) bool {
	if _, ok := x.first[id]; ok && id != "" {
		return true
	}
	Dangling(l, path, id, slices.Values(x.ids), x.what)
	return false
}

// suggested is how many findings a list holds before [Dangling] stops looking
// for the nearest id. Few are ever printed, and a file whose ids all dangle
// would take the square of its length.
const suggested = 20

// Dangling notes an id at path that names no existing thing; what says which
// kind of thing: "course". The remedy is that of [DidYouMean].
func Dangling[ID ~string](l *List, path string, id ID, have iter.Seq[ID], what string) {
	if id == "" {
		l.Add(path, nil, "is empty", "name an existing "+what)
		return
	}
	remedy := "add that " + what + " or correct the id"
	if l.Len() < suggested {
		remedy = DidYouMean(id, have, what)
	}
	l.Add(path, string(id), "is no known "+what, remedy)
}
