package capacity

// span checks dates of which either end may be open.
func (v *validator) span(path string, s DateSpan) {
	switch {
	case s.From != 0 && !s.From.valid(), s.To != 0 && !s.To.valid():
		v.found.Add(path, s, "is not within the years 1971 to 9999", "")
	case !s.valid():
		v.found.Add(path, s, "ends before it starts", "write the earlier date first")
	}
}

// except checks dates that are left out.
func (v *validator) except(path string, spans []DateSpan) {
	for i, s := range spans {
		if s == (DateSpan{}) {
			v.found.Add(at(path, i), s, "leaves out every date", "state the first date, the last, or both")
			continue
		}
		v.span(at(path, i), s)
	}
}

// dates checks two fields that are the first and the last date.
func (v *validator) dates(path string, from, to Date) bool {
	sound := v.date(path+"/from", from) && v.date(path+"/to", to)
	if sound && from != 0 && to != 0 && to < from {
		v.found.Add(path+"/to", to, "is before the first date, "+from.String(), "write the earlier date first")
		return false
	}
	return sound
}

func (v *validator) date(path string, d Date) bool {
	if d != 0 && !d.valid() {
		v.found.Add(path, d, "is not within the years 1971 to 9999", "")
		return false
	}
	return true
}

func (v *validator) days(path string, w Weekdays) bool {
	if !w.valid() {
		v.found.Add(path, uint8(w), "is not a set of weekdays", "make the set with Days")
		return false
	}
	return true
}

// hours checks a part of the day, whose ends stand at the paths start and end.
func (v *validator) hours(start, end string, s ClockSpan) bool {
	switch {
	case !s.Start.valid():
		v.found.Add(start, int(s.Start), "is not a minute of the day", "write a time from 00:00 to 24:00")
	case !s.End.valid():
		v.found.Add(end, int(s.End), "is not a minute of the day", "write a time from 00:00 to 24:00")
	case s.End <= s.Start:
		v.found.Add(end, s.End, "is not after the start, "+s.Start.String(), "write the earlier time first")
	default:
		return true
	}
	return false
}

func (v *validator) times(path string, t Times) {
	for i, w := range t {
		v.when(at(path, i), w)
	}
}

func (v *validator) when(path string, w When) {
	switch {
	case w.Start != 0 && !w.Start.valid():
		v.found.Add(path+"/start", w.Start, "is not within the years 1971 to 9999", "")
	case w.End != 0 && !w.End.valid():
		v.found.Add(path+"/end", w.End, "is not within the years 1971 to 9999", "")
	case w.Start != 0 && w.End != 0 && w.End <= w.Start:
		v.found.Add(path+"/end", w.End, "is not after the start, "+w.Start.String(), "write the earlier time first")
	}
	v.dates(path, w.From, w.To)
	v.days(path+"/days", w.Days)
	for i, h := range w.Hours {
		part := at(path+"/hours", i)
		v.hours(part, part, h)
	}
	v.except(path+"/except", w.Except)
}
