package capacity

import "github.com/sanjie-edu/sanjie/finding"

// Check notes everything that is wrong with the times, at paths below path.
func (t Times) Check(found *finding.List, path string) { (&validator{found: found}).times(path, t) }

// Check notes coordinates that are out of range, at paths below path.
func (p Point) Check(found *finding.List, path string) { (&validator{found: found}).point(path, p) }
