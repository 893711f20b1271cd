package capacity

import (
	"fmt"
	"time"
)

// Moment is a civil date and time of day in minutes since 1970-01-01T00:00 of
// the network's time zone. The zero Moment is unset.
type Moment int64

// At returns the moment of a time of day on a date; 24:00 is 00:00 of the next
// date.
func At(d Date, c Clock) Moment { return Moment(d)*Moment(Midnight) + Moment(c) }

// MomentOf returns the civil moment of t in a time zone, seconds cut off.
func MomentOf(t time.Time, zone *time.Location) Moment {
	t = t.In(zone)
	return At(DateOf(t.Year(), t.Month(), t.Day()), Clock(t.Hour()*60+t.Minute()))
}

// Date returns the moment's date.
func (m Moment) Date() Date { return Date(floorDiv(int64(m), int64(Midnight))) }

// Clock returns the moment's time of day.
func (m Moment) Clock() Clock { return Clock(m - At(m.Date(), 0)) }

// Time returns the instant of m in a time zone.
func (m Moment) Time(zone *time.Location) time.Time {
	y, mo, d := time.Unix(int64(m.Date())*86400, 0).UTC().Date()
	return time.Date(y, mo, d, int(m.Clock())/60, int(m.Clock())%60, 0, 0, zone)
}

// String returns "2026-09-22T06:30".
func (m Moment) String() string { return m.Date().String() + "T" + m.Clock().String() }

// valid reports whether m has a text form.
func (m Moment) valid() bool { return At(firstDate, 0) <= m && m < At(lastDate, Midnight) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a
// moment outside 1971 to 9999 has none.
func (m Moment) MarshalText() ([]byte, error) {
	if !m.valid() {
		return nil, fmt.Errorf("moment %v is not set or not within 1971 to 9999", m)
	}
	return []byte(m.String()), nil
}

// UnmarshalText accepts what MarshalText writes, and a date alone for its first minute.
func (m *Moment) UnmarshalText(text []byte) error {
	date, clock, timed := cutText(text, 'T')
	var d Date
	var c Clock
	err := d.UnmarshalText(date)
	if err == nil && timed {
		err = c.UnmarshalText(clock)
	}
	if err != nil || !At(d, c).valid() {
		return fmt.Errorf("%q is not a moment; write it as 2026-09-22T06:30", text)
	}
	*m = At(d, c)
	return nil
}
