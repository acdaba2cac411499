//! The browser's database, IndexedDB, as far as the store needs it: values under text keys, changed together or not at all.
//!
//! A transaction ends by itself when the page goes back to the browser while nothing is asked of it. Waiting for an answer
//! is no such moment: what follows an answer runs before the browser goes on.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, JsError};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use crate::browser::{files, thrown};

/// An open database. One that was closed meanwhile, by the browser or because another tab wanted another shape, is opened anew by
/// the next step.
#[derive(Clone, Debug)]
pub struct Database {
    name: String,
    tables: &'static [&'static str],
    /// What all that share this database use at the moment.
    held: Rc<RefCell<IdbDatabase>>,
}

/// Some steps in a database that happen together or not at all.
#[derive(Debug)]
pub struct Transaction {
    transaction: IdbTransaction,
    end: Promise,
}

impl Database {
    /// Opens the database of a name, with these tables in it.
    ///
    /// # Errors
    /// What the browser throws, as where it gives the page no database.
    pub async fn open(name: &str, tables: &'static [&'static str]) -> Result<Self, JsValue> {
        let held = Rc::new(RefCell::new(Self::connect(name, tables).await?));
        Ok(Self { name: name.to_owned(), tables, held })
    }

    async fn connect(name: &str, tables: &'static [&'static str]) -> Result<IdbDatabase, JsValue> {
        /// Counts the shapes of the database: those without and with tables for named versions. A table that is there stays as
        /// it is, whichever shape it comes from.
        const SHAPE: u32 = 2;
        let factory = window().indexed_db()?.ok_or_else(|| JsValue::from(JsError::new("no database")))?;
        let request = factory.open_with_u32(name, SHAPE)?;
        let asked = request.clone();
        let make = Closure::once_into_js(move || {
            let Ok(database) = asked.result() else { return };
            for table in tables {
                // One that is there is refused and stays; one that can't be made is missed by the first transaction, which says so.
                let _ = database.unchecked_ref::<IdbDatabase>().create_object_store(table);
            }
        });
        request.set_onupgradeneeded(Some(make.unchecked_ref()));
        let database: IdbDatabase = answer(&request).await?.unchecked_into();
        let held = database.clone();
        // A later version of the program in another tab may want another shape; where it got it, this one then does without.
        let give_way = Closure::<dyn Fn()>::new(move || held.close());
        database.set_onversionchange(Some(give_way.as_ref().unchecked_ref()));
        give_way.forget();
        Ok(database)
    }

    /// Opens the database anew in place of a connection that was closed, unless somebody else has just done so.
    async fn reopen(&self, closed: &IdbDatabase) -> Result<(), JsValue> {
        if *self.held.borrow() != *closed {
            return Ok(());
        }
        let database = Self::connect(&self.name, self.tables).await?;
        // Two steps that met the closed one both come here; one connection is enough.
        if *self.held.borrow() == *closed {
            self.held.replace(database);
        } else {
            database.close();
        }
        Ok(())
    }

    /// Begins a transaction; where the connection was closed, upon a new one, once.
    async fn begun(
        &self,
        begin: impl Fn(&IdbDatabase) -> Result<IdbTransaction, JsValue>,
    ) -> Result<Transaction, JsValue> {
        let held = self.held.borrow().clone();
        let begun = match begin(&held) {
            Err(error) if thrown::name(&error) == "InvalidStateError" => {
                self.reopen(&held).await?;
                // What is begun after waiting is used before the page goes back to the browser.
                let anew = self.held.borrow().clone();
                begin(&anew)
            }
            begun => begun,
        };
        begun.map(Transaction::of)
    }

    /// Begins some steps that only read.
    ///
    /// # Errors
    /// What the browser throws, as where the database was closed and can't be opened anew.
    pub async fn reading(&self, tables: &[&str]) -> Result<Transaction, JsValue> {
        self.begin(tables, IdbTransactionMode::Readonly).await
    }

    /// Begins some steps that may write. Those of other tabs wait until they are done.
    ///
    /// # Errors
    /// As [`Self::reading`].
    pub async fn writing(&self, tables: &[&str]) -> Result<Transaction, JsValue> {
        self.begin(tables, IdbTransactionMode::Readwrite).await
    }

    /// As [`Self::writing`], and done only when the disk has it: a machine that stops loses nothing of it. That takes longer.
    ///
    /// # Errors
    /// As [`Self::reading`].
    pub async fn writing_through(&self, tables: &[&str]) -> Result<Transaction, JsValue> {
        let names: Array = tables.iter().map(|table| JsValue::from_str(table)).collect();
        let options = Object::new();
        Reflect::set(&options, &JsValue::from_str("durability"), &JsValue::from_str("strict"))?;
        // A browser that does not know the third word leaves it out.
        let begin = |database: &IdbDatabase| {
            let begin: Function = Reflect::get(database, &JsValue::from_str("transaction"))?.dyn_into()?;
            Ok(begin.call3(database, &names, &JsValue::from_str("readwrite"), &options)?.unchecked_into())
        };
        self.begun(begin).await
    }

    async fn begin(&self, tables: &[&str], mode: IdbTransactionMode) -> Result<Transaction, JsValue> {
        let names: Array = tables.iter().map(|table| JsValue::from_str(table)).collect();
        self.begun(|database| database.transaction_with_str_sequence_and_mode(&names, mode)).await
    }
}

impl Transaction {
    fn of(transaction: IdbTransaction) -> Self {
        // It is kept whatever the end is: nobody may be waiting for it when a step has failed before.
        let end = Promise::new(&mut |resolve, _| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&resolve));
        });
        Self { transaction, end }
    }

    fn table(&self, name: &str) -> Result<IdbObjectStore, JsValue> {
        self.transaction.object_store(name)
    }

    /// What stands under a key; undefined where nothing does.
    ///
    /// # Errors
    /// What the browser throws.
    pub async fn get(&self, table: &str, key: &str) -> Result<JsValue, JsValue> {
        answer(&self.table(table)?.get(&JsValue::from_str(key))?).await
    }

    /// All keys of a table, in their order.
    ///
    /// # Errors
    /// What the browser throws.
    pub async fn keys(&self, table: &str) -> Result<Vec<String>, JsValue> {
        texts(answer(&self.table(table)?.get_all_keys()?).await?)
    }

    /// The keys of a table that begin with a text, in their order.
    ///
    /// # Errors
    /// What the browser throws.
    pub async fn keys_under(&self, table: &str, start: &str) -> Result<Vec<String>, JsValue> {
        // No key of ours has this sign, which comes after all others.
        let end = format!("{start}\u{ffff}");
        let range = IdbKeyRange::bound(&JsValue::from_str(start), &JsValue::from_str(&end))?;
        texts(answer(&self.table(table)?.get_all_keys_with_key(&range)?).await?)
    }

    /// All values of a table, in the order of their keys.
    ///
    /// # Errors
    /// What the browser throws.
    pub async fn values(&self, table: &str) -> Result<Vec<JsValue>, JsValue> {
        let values: Array = answer(&self.table(table)?.get_all()?).await?.unchecked_into();
        Ok(values.iter().collect())
    }

    /// Writes a value over what stands under a key. Whether it worked is known at the [end](Self::done).
    ///
    /// # Errors
    /// What the browser throws at once.
    pub fn put(&self, table: &str, key: &str, value: &JsValue) -> Result<(), JsValue> {
        self.table(table)?.put_with_key(value, &JsValue::from_str(key)).map(|_| ())
    }

    /// Removes what stands under a key. Whether it worked is known at the [end](Self::done).
    ///
    /// # Errors
    /// What the browser throws at once.
    pub fn remove(&self, table: &str, key: &str) -> Result<(), JsValue> {
        self.table(table)?.delete(&JsValue::from_str(key)).map(|_| ())
    }

    /// Waits until everything is done.
    ///
    /// # Errors
    /// Why nothing of it was done.
    pub async fn done(self) -> Result<(), JsValue> {
        let end = JsFuture::from(self.end).await?;
        if end.dyn_ref::<web_sys::Event>().is_some_and(|event| event.type_() == "complete") {
            return Ok(());
        }
        Err(self.transaction.error().map_or(JsValue::UNDEFINED, JsValue::from))
    }
}

/// A text as it is stored.
#[must_use]
pub fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

/// Bytes as they are stored.
#[must_use]
pub fn bytes(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// A stored value that is a file of the browser, which has room for more bytes than one value has.
#[must_use]
pub fn file_of(value: &JsValue) -> Option<&Blob> {
    value.dyn_ref()
}

/// The bytes of a stored value, if it is bytes or a file; not to be waited for while a transaction is to go on.
///
/// # Errors
/// What the browser throws where it can't read the file.
pub async fn content_of(value: &JsValue) -> Result<Option<Vec<u8>>, JsValue> {
    match file_of(value) {
        None => Ok(bytes_of(value)),
        Some(file) => Ok(Some(Uint8Array::new(&JsFuture::from(file.array_buffer()).await?).to_vec())),
    }
}

/// Two values as one.
#[must_use]
pub fn pair(first: &JsValue, second: &JsValue) -> JsValue {
    Array::of2(first, second).into()
}

/// The two values of a [`pair`].
#[must_use]
pub fn both_of(value: &JsValue) -> Option<(JsValue, JsValue)> {
    value.dyn_ref::<Array>().map(|both| (both.get(0), both.get(1)))
}

/// How many bytes a stored value is, without taking them over.
#[must_use]
pub fn count_of(value: &JsValue) -> u64 {
    let of_file = || file_of(value).map_or(0, files::bytes_of);
    value.dyn_ref::<Uint8Array>().map_or_else(of_file, |bytes| u64::from(bytes.length()))
}

/// The bytes of a stored value, if it is bytes.
#[must_use]
pub fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// The texts of an array; what is no text is left out.
fn texts(array: JsValue) -> Result<Vec<String>, JsValue> {
    Ok(array.dyn_into::<Array>()?.iter().filter_map(|key| key.as_string()).collect())
}

/// What a request gives.
async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let told = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(told).await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error()?.map_or(JsValue::UNDEFINED, JsValue::from)),
    }
}
