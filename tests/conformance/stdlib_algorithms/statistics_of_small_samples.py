# statistics over ints, floats, fractions and decimals: the type of what comes out, exactness, ties, and the refusals of empty or odd data.
import statistics as st
from decimal import Decimal as D
from fractions import Fraction as F

data = [1, 2, 2, 3, 7]
cases = """
st.mean(data), st.mean([1.5, 2]), st.mean([F(1, 2), F(1, 3)]), st.mean([D("0.5"), D("0.75")]), st.mean([1, 2]), st.mean([True, False]), st.mean(iter([1, 3])), st.mean([1e30, 1, -1e30]), st.mean([float("inf"), 1]), st.fmean(data), st.fmean([1, 2, 3], [1, 0, 1]), st.fmean([F(1, 2)]), st.geometric_mean([1, 4, 16]), st.harmonic_mean([40, 60]), st.harmonic_mean([40, 60], weights=[5, 30]), st.harmonic_mean([0, 1]), st.harmonic_mean([F(1, 2), 1])
st.mean([])
st.mean(["a"])
st.mean(5)
st.fmean([])
st.fmean([1, 2], [1])
st.fmean([1], [0])
st.geometric_mean([])
st.geometric_mean([-1])
st.geometric_mean([0, 1])
st.harmonic_mean([])
st.harmonic_mean([-1])
st.harmonic_mean([1], weights=[-1])
st.median(data), st.median([1, 3]), st.median([1]), st.median_low([1, 3]), st.median_high([1, 3]), st.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5]), st.median_grouped([1, 3, 3, 5, 7], interval=2), st.median("b"), st.median_low("ba"), st.median([F(1, 2), F(1, 3)]), st.median((3, 1, 2))
st.median([])
st.median(["a", "b"])
st.median_low([])
st.median_grouped([])
st.median_grouped(["1"])
st.mode(data), st.mode("aab"), st.mode([1, 1.0, True]), st.multimode("aabbc"), st.multimode([]), st.mode(["x", "y"])
st.mode([])
st.variance(data), st.pvariance(data), st.stdev(data), st.pstdev(data), st.variance([F(1, 2), F(3, 2)]), st.variance([D(1), D(3)]), st.pvariance([1]), st.variance([1, 2], xbar=1), st.pvariance([1, 2], mu=0), st.stdev([1.5, 2.5]), st.variance([1e10 + 1, 1e10 + 2]), st.stdev([D("1.5"), D("2.5")]), st.pstdev([F(1), F(2)])
st.variance([1])
st.stdev([])
st.pvariance([])
st.quantiles(data), st.quantiles(data, n=3), st.quantiles(data, n=4, method="inclusive"), st.quantiles([1, 2], n=1), st.quantiles([5], n=4), st.quantiles([D(1), D(2), D(4)], n=2)
st.quantiles([], n=4)
st.quantiles([1, 2], n=0)
st.quantiles([1, 2], method="x")
st.covariance([1, 2, 3], [4, 5, 7]), st.correlation([1, 2, 3], [1, 2, 4]), st.correlation([1, 2, 3], [3, 2, 1], method="ranked"), st.linear_regression([1, 2, 3], [2, 4, 6.5]), st.linear_regression([1, 2], [2, 4], proportional=True)
st.covariance([1], [1])
st.covariance([1, 2], [1])
st.correlation([1, 1], [1, 2])
st.correlation([1, 2], [1, 2], method="q")
st.linear_regression([1, 1], [1, 2])
st.NormalDist(), st.NormalDist(10, 2).mean, st.NormalDist(0, 1).cdf(0), round(st.NormalDist().inv_cdf(0.975), 6), st.NormalDist(1, 2) + st.NormalDist(3, 4), st.NormalDist(1, 2) * 3 + 1, st.NormalDist(5, 1) - 2, -st.NormalDist(1, 2), st.NormalDist(1, 2) / 2, st.NormalDist(1, 2) == st.NormalDist(1, 2), st.NormalDist.from_samples([1, 2, 3]), st.NormalDist(0, 1).quantiles(2), round(st.NormalDist(0, 1).overlap(st.NormalDist(1, 1)), 6), st.NormalDist(3, 2).zscore(7), st.NormalDist(0, 2).variance, st.NormalDist().pdf(0)
st.NormalDist(0, -1)
st.NormalDist().inv_cdf(2)
st.NormalDist() + "a"
st.NormalDist(0, 0).zscore(1)
st.NormalDist(0, 0).pdf(1)
st.NormalDist().mean = 1 if 0 else 1
st.kde([1, 2], h=1)(1.5) > 0, st.kde([1, 2], h=1, kernel="rect")(1)
st.kde([], h=1)
st.kde([1], h=0)
st.kde([1], h=1, kernel="no")
st._sum([1, 2.5]) if 0 else st.StatisticsError.__mro__[1]
"""
cases = cases.replace("st.NormalDist().mean = 1 if 0 else 1\n", "")
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
