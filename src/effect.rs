//! Effects of which the browser gets one copy: each of Yew's own is some two kilobytes of the program,
//! and there are dozens.

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;

/// What an effect depends on, of any type.
#[derive(Clone)]
struct Dependence(Rc<dyn Comparable>);

trait Comparable {
    fn is(&self, other: &dyn Any) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<T: PartialEq + 'static> Comparable for T {
    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<T>() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl PartialEq for Dependence {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(other.0.as_any())
    }
}

/// What is done before the effect happens again, or its component goes.
pub trait Undo: 'static {
    /// Does it.
    fn undo(self);
}

impl Undo for () {
    fn undo(self) {}
}

impl<F: FnOnce() + 'static> Undo for F {
    fn undo(self) {
        self();
    }
}

type Act = Box<dyn FnOnce(&dyn Any) -> Box<dyn FnOnce()>>;

/// Acts after the first drawing, and after every other before which what it depends on has changed; what
/// it gives back is done before it acts again. As Yew's `use_effect_with`.
#[hook]
pub fn use_effect_of<D: PartialEq + 'static, U: Undo>(
    dependence: D,
    act: impl FnOnce(&D) -> U + 'static,
) {
    use_act(
        Dependence(Rc::new(dependence)),
        Box::new(move |dependence| {
            // It is of the type that it was made of.
            let undo = dependence.downcast_ref().map(act);
            Box::new(move || {
                if let Some(undo) = undo {
                    undo.undo();
                }
            })
        }),
    );
}

#[hook]
fn use_act(dependence: Dependence, act: Act) {
    use_effect_with(dependence, move |dependence| act(dependence.0.as_any()));
}
