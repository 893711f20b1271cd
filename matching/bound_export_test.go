package matching

import (
	"context"

	"github.com/sanjie-edu/sanjie/internal/engine"
	"github.com/sanjie-edu/sanjie/internal/relax"
)

// CertificateForTest returns prices near the best, and the bound on points that
// the search makes of them.
func CertificateForTest(p *Problem, steps int) (*Certificate, int64, error) {
	c, err := compile(context.Background(), p)
	if err != nil {
		return nil, 0, err
	}
	points := relax.New(c.model)
	heads := points.Heads()
	never := func() bool { return false }
	price, least := points.NewEvaluator().Descend(nil, 0, steps, func([]int64, int64) {}, never)
	crowd, _ := heads.NewEvaluator().Descend(nil, 0, steps, func([]int64, int64) {}, never)
	return &Certificate{
		Points: c.prices(engine.Prices{Relaxed: points, Prices: price}),
		Pupils: c.prices(engine.Prices{Relaxed: heads, Prices: crowd}),
	}, least / points.Scale, nil
}
