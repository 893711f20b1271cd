package strictjson

import (
	"errors"
	"io"
)

var (
	errTooLong = errors.New("the document is too long")
	errReader  = errors.New("the reader returned a count of bytes that cannot be")
)

const (
	chunk      = 64 << 10
	emptyReads = 100 // a reader that returns nothing this often never will
)

// source hands out the bytes of the input one by one, counts lines, holds the
// limit of bytes, and keeps the text of the current document if asked to.
type source struct {
	r      io.Reader
	limits Limits
	buf    []byte
	pos    int // next byte of buf
	end    int // end of what was read into buf
	base   int64
	start  int64 // offset of the document; base is the offset of buf[0]
	line   int   // 1-based line of the next byte
	err    error // why buf[end] is not to be had

	keep bool
	from int // start of what is in buf and not yet in kept
	kept []byte
}

func newSource(r io.Reader, limits Limits) source {
	return source{r: r, limits: limits, buf: make([]byte, chunk), line: 1}
}

// peek returns the next byte, and false at the end of the input or its limit.
func (s *source) peek() (byte, bool) {
	if s.pos == s.end && !s.fill() {
		return 0, false
	}
	return s.buf[s.pos], true
}

// next takes the byte that peek returned.
func (s *source) next() {
	if s.buf[s.pos] == '\n' {
		s.line++
	}
	s.pos++
}

// fill reads the next chunk into an empty buffer.
func (s *source) fill() bool {
	if s.err != nil {
		return false
	}
	s.hold()
	s.base += int64(s.end)
	s.pos, s.end, s.from = 0, 0, 0
	room := s.limits.Bytes - (s.base - s.start)
	into := s.buf
	if room < int64(len(into)) {
		into = into[:max(room, 1)] // one byte more tells the end from too much
	}
	for range emptyReads {
		n, err := s.r.Read(into)
		switch {
		case n < 0 || n > len(into):
			s.err = errReader
			return false
		case n > 0 && room <= 0:
			s.err = errTooLong
			return false
		case n > 0:
			s.end, s.err = n, err
			return true
		case err != nil:
			s.err = err
			return false
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// begin marks the next byte as the first of a document.
func (s *source) begin() {
	s.start = s.base + int64(s.pos)
	s.from = s.pos
	s.kept = nil
}

// hold moves what was read of the document to the kept text.
func (s *source) hold() {
	if s.keep {
		s.kept = append(s.kept, s.buf[s.from:s.pos]...)
	}
	s.from = s.pos
}

// drop gives up the kept text, which a refused document does not need.
func (s *source) drop() { s.keep, s.kept = false, nil }
