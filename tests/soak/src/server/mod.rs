//! A port on loopback: the little of three services that the listings need, over a bad network.

mod faults;
mod http;
pub(crate) mod pages;

use std::io::{BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use crate::Outcome;
use crate::arguments::Arguments;
use faults::Weather;
use http::Request;

/// Serves until the standard input ends, and then tells what was done to the requests.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("http://{}", listener.local_addr()?);
    let weather = Arc::new(Mutex::new(Weather::new(arguments.seed)));
    let (above, arguments) = (Arc::clone(&weather), *arguments);
    std::thread::spawn(move || accept(&listener, arguments, &above));
    std::io::stdin().read_to_end(&mut Vec::new())?;
    let weather = weather.lock().unwrap_or_else(PoisonError::into_inner);
    // Nobody may be there any more to be told.
    drop(writeln!(std::io::stdout(), "{}", weather.told()));
    Ok(())
}

fn accept(listener: &TcpListener, arguments: Arguments, weather: &Arc<Mutex<Weather>>) {
    for stream in listener.incoming().flatten() {
        let weather = Arc::clone(weather);
        // A client that goes away in the middle is its own business.
        std::thread::spawn(move || drop(serve(&stream, arguments, &weather)));
    }
}

/// Answers one request after another, until one of them meets a fault that ends the connection.
fn serve(
    stream: &TcpStream,
    arguments: Arguments,
    weather: &Mutex<Weather>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader)? {
        let service = pages::Service::of(&request);
        let fault = weather.lock().unwrap_or_else(PoisonError::into_inner).next(service);
        let page = pages::answer(service, &request, &arguments);
        if !faults::send(stream, service, &page, fault)? {
            return Ok(());
        }
    }
    Ok(())
}
