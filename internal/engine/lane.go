package engine

// lane is a function that runs beside others and is halted after amounts of
// work. Whoever grants it work waits until it has halted, so that only one of
// the two touches what they share.
type lane struct {
	granted chan bool // true to go on, false to end
	halted  chan bool // true when it is over
	over    bool      // as far as the others know
	quota   int64
}

// run starts a function, halted. The function calls halt to wait.
func (l *lane) run(f func()) {
	l.granted, l.halted = make(chan bool), make(chan bool)
	go func() {
		if <-l.granted {
			f()
		}
		l.halted <- true
	}()
}

// runs reports whether the lane has a function, which others can halt.
func (l *lane) runs() bool { return l.halted != nil }

// halt waits until work is granted and reports whether it was.
func (l *lane) halt() bool {
	l.halted <- false
	return <-l.granted
}

// grant lets the lane go on up to a quota, unless it is over.
func (l *lane) grant(quota int64) {
	if l.quota = quota; !l.over {
		l.granted <- true
	}
}

// wait waits until the lane has halted or is over.
func (l *lane) wait() {
	if !l.over {
		l.over = <-l.halted
	}
}

// end ends the lane and waits for it.
func (l *lane) end() {
	if !l.over {
		l.granted <- false
		l.over = <-l.halted
	}
}
