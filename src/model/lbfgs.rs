//! L-BFGS (Nocedal & Wright 2006, algorithms 7.4 and 7.5) for a smooth, strongly convex function, with one fused
//! evaluation of value and gradient a step and the reason it stopped.

use std::collections::VecDeque;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::objective::dot;

/// How many steps the curvature is remembered for.
const MEMORY: usize = 10;

/// Why a solver stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// The gradient has become as small as asked.
    Converged,
    /// The limit of iterations was reached first.
    IterationLimit,
    /// No step lowers the objective any more: the limit of the arithmetic.
    NoProgress,
    /// The solver does not tell (linfa-logistic).
    NotReported,
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Converged => "converged",
            Self::IterationLimit => "stopped at the iteration limit",
            Self::NoProgress => "converged as far as the arithmetic goes",
            Self::NotReported => "the solver does not report why it stopped",
        })
    }
}

/// Where a minimisation ended.
#[derive(Debug, Clone)]
pub struct Minimum {
    /// The point.
    pub point: Vec<f64>,
    /// Steps taken.
    pub iterations: u64,
    /// Why it stopped.
    pub stop: StopReason,
}

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Length of the gradient that is small enough, as a share of its length at the start.
    pub tolerance: f64,
    /// Most steps.
    pub max_iterations: u64,
}

/// Minimises `evaluate(point, gradient) -> value` from `start`; `progress` hears of every step (number, value).
pub fn minimise(
    start: Vec<f64>,
    limits: Limits,
    mut evaluate: impl FnMut(&[f64], &mut [f64]) -> f64,
    mut progress: impl FnMut(u64, f64),
) -> Minimum {
    let mut x = start;
    let mut gradient = vec![0.0; x.len()];
    let mut value = evaluate(&x, &mut gradient);
    let small_enough = limits.tolerance * dot(&gradient, &gradient).sqrt();
    let mut memory = Memory::default();
    let mut iterations = 0;
    let stop = loop {
        let norm = dot(&gradient, &gradient).sqrt();
        if norm <= small_enough {
            break StopReason::Converged;
        }
        if iterations == limits.max_iterations {
            break StopReason::IterationLimit;
        }
        let direction = memory.direction(&gradient);
        let first_step = if memory.is_empty() { 1.0 / norm.max(1.0) } else { 1.0 };
        let line = Line { start: &x, direction: &direction, value, slope: dot(&gradient, &direction) };
        let Some(step) = line.search(first_step, &mut evaluate) else {
            if memory.is_empty() {
                break StopReason::NoProgress;
            }
            // The remembered curvature may be spoilt by rounding: try once more with the bare gradient.
            memory = Memory::default();
            continue;
        };
        memory.learn(&x, &gradient, &step);
        (x, gradient, value) = (step.point, step.gradient, step.value);
        iterations += 1;
        progress(iterations, value);
    };
    Minimum { point: x, iterations, stop }
}

/// Differences of the last points and gradients.
#[derive(Default)]
struct Memory(VecDeque<(Vec<f64>, Vec<f64>, f64)>);

impl Memory {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The two-loop recursion: minus the approximate inverse Hessian times the gradient.
    fn direction(&self, gradient: &[f64]) -> Vec<f64> {
        let mut q: Vec<f64> = gradient.iter().map(|g| -g).collect();
        let mut alphas = Vec::with_capacity(self.0.len());
        for (s, y, sy) in self.0.iter().rev() {
            let alpha = dot(s, &q) / sy;
            add_scaled(&mut q, -alpha, y);
            alphas.push(alpha);
        }
        if let Some((_, y, sy)) = self.0.back() {
            let scale = sy / dot(y, y);
            for v in &mut q {
                *v *= scale;
            }
        }
        for ((s, y, sy), alpha) in self.0.iter().zip(alphas.iter().rev()) {
            let beta = dot(y, &q) / sy;
            add_scaled(&mut q, alpha - beta, s);
        }
        q
    }

    fn learn(&mut self, x: &[f64], gradient: &[f64], step: &Step) {
        let s: Vec<f64> = step.point.iter().zip(x).map(|(new, old)| new - old).collect();
        let y: Vec<f64> = step.gradient.iter().zip(gradient).map(|(new, old)| new - old).collect();
        let sy = dot(&s, &y);
        if sy <= f64::EPSILON * dot(&y, &y) {
            return;
        }
        if self.0.len() == MEMORY {
            self.0.pop_front();
        }
        self.0.push_back((s, y, sy));
    }
}

fn add_scaled(into: &mut [f64], factor: f64, from: &[f64]) {
    for (a, b) in into.iter_mut().zip(from) {
        *a += factor * b;
    }
}

/// A step that was accepted.
struct Step {
    point: Vec<f64>,
    gradient: Vec<f64>,
    value: f64,
}

/// The function along one direction.
struct Line<'a> {
    start: &'a [f64],
    direction: &'a [f64],
    value: f64,
    slope: f64,
}

/// Sufficient decrease and curvature, the usual values for quasi-Newton methods.
const DECREASE: f64 = 1e-4;
const CURVATURE: f64 = 0.9;
/// Near the minimum differences of values are rounding noise; below this share of the value they count as none.
const NOISE: f64 = 1e-13;
/// Evaluations of one line search.
const TRIALS: usize = 40;

impl Line<'_> {
    /// A step that fulfils the weak Wolfe conditions, by bracketing and bisection; none if there is no descent.
    fn search(&self, first: f64, evaluate: &mut impl FnMut(&[f64], &mut [f64]) -> f64) -> Option<Step> {
        if self.slope >= 0.0 {
            return None;
        }
        let (mut low, mut high, mut step) = (0.0_f64, f64::INFINITY, first);
        for _ in 0..TRIALS {
            let point: Vec<f64> = self.start.iter().zip(self.direction).map(|(x, d)| x + step * d).collect();
            let mut gradient = vec![0.0; point.len()];
            let value = evaluate(&point, &mut gradient);
            let slope = dot(&gradient, self.direction);
            let allowed = self.value + DECREASE * step * self.slope + NOISE * self.value.abs();
            if value.is_nan() || value > allowed {
                high = step;
            } else if slope < CURVATURE * self.slope {
                low = step;
            } else {
                return Some(Step { point, gradient, value });
            }
            step = if high.is_finite() { 0.5 * (low + high) } else { 2.0 * low };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_minimum_of_a_narrow_valley() {
        // f = Σ aᵢ (xᵢ - i)² with curvatures from 1 to 10,000.
        let curvature = |i: usize| 10_f64.powi(i32::try_from(i).unwrap());
        let evaluate = |x: &[f64], g: &mut [f64]| {
            (0..5)
                .map(|i| {
                    let off = x[i] - i as f64;
                    g[i] = 2.0 * curvature(i) * off;
                    curvature(i) * off * off
                })
                .sum()
        };
        let limits = Limits { tolerance: 1e-10, max_iterations: 200 };
        let minimum = minimise(vec![0.0; 5], limits, evaluate, |_, _| ());
        assert_eq!(minimum.stop, StopReason::Converged);
        for (i, x) in minimum.point.iter().enumerate() {
            assert!((x - i as f64).abs() < 1e-6, "{i}: {x}");
        }
    }

    #[test]
    fn the_iteration_limit_is_reported() {
        let evaluate = |x: &[f64], g: &mut [f64]| {
            g[0] = 4.0 * x[0].powi(3);
            x[0].powi(4)
        };
        let limits = Limits { tolerance: 1e-12, max_iterations: 2 };
        assert_eq!(minimise(vec![3.0], limits, evaluate, |_, _| ()).stop, StopReason::IterationLimit);
    }
}
