//! Dump.
#![allow(missing_docs, clippy::all, clippy::unwrap_used)]
fn main(){ let out=std::env::args().nth(1).unwrap(); let t=std::time::Instant::now();
 let mut s=maitred_build::Selection::default();
 for a in std::env::args().skip(2){ let (svc,rest)=a.split_once(':').unwrap(); let mut w=maitred_build::ServiceSelection::default();
  for r in rest.split(','){ let (k,n)=r.split_once('=').unwrap_or((r,"")); w=match k{"op"=>w.operation(n),"pg"=>w.paginator(n),"wt"=>w.waiter(n),"all"=>w.all_paginators().all_waiters(),_=>w.all_operations()}; }
  s.add(svc,w);}
 let src=maitred_build::Sources{definitions:vec![maitred_build::specs::dir().into()],models:vec![]};
 match maitred_build::compile(&maitred_build::Disk::default(),&src,&s,"::maitred"){Ok(f)=>{for f in f{let p=std::path::Path::new(&out).join(&f.path);std::fs::create_dir_all(p.parent().unwrap()).unwrap();std::fs::write(p,f.content).unwrap();}}Err(e)=>println!("{e}")}
 eprintln!("{:?}",t.elapsed()); }
