package oracle

// reached is R20 as far as one visit goes.
func (d *district) reached(x *part) bool {
	return x.offer.team == nil || meters(x.school.At, x.offer.center.At) <= x.offer.team.Reach
}

// teams is the rest of R20.
func (d *district) teams(parts []*part) bool {
	for _, x := range parts {
		if x.offer.team == nil {
			continue
		}
		var carried []*part // by its team in its slot
		for _, y := range parts {
			if y.offer.team == x.offer.team && y.slot == x.slot {
				carried = append(carried, y)
				if y.school != x.school {
					return false
				}
			}
		}
		if len(sessions(carried)) > x.offer.team.Sessions {
			return false
		}
	}
	return true
}
