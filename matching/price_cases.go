package matching

import "github.com/sanjie-edu/sanjie/internal/engine"

// cases puts cases into words of the domain; one alone says nothing new.
func (c *compiler) cases(x engine.Prices) *Case {
	if x.Cases == nil || x.Cases.Holds == nil {
		return nil
	}
	return c.newPricer(x.Relaxed).caseOf(x.Cases)
}

func (w *pricer) caseOf(x *engine.Case) *Case {
	if x.Holds == nil {
		return &Case{Points: w.collect(0, x.Priced())}
	}
	return &Case{Fact: w.fact(x.Fact), Holds: w.caseOf(x.Holds), Fails: w.caseOf(x.Fails)}
}

func (w *pricer) fact(x engine.Fact) *Fact {
	f := new(Fact)
	if x.Ask >= 0 {
		f.Request = w.demand.Requests[x.Ask].ID
	}
	if x.Offer >= 0 {
		f.Offering = w.supply.Offerings[x.Offer].ID
	}
	if x.Room >= 0 {
		f.Room = w.supply.Rooms[x.Room].ID
	}
	if x.Slot >= 0 {
		f.Slot = w.slots[x.Slot].ID
	}
	if x.Day >= 0 {
		f.Date = w.slots[w.byDay[x.Day]].Date
	}
	return f
}
