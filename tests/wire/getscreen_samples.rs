//! The devices of Getscreen's document, as its examples have them: each as JSON in the order of the example, and as a
//! value.

use getscreen::runtime::time::UnixTime;
use getscreen::{
    Device, DeviceSessions, Geo, HardDrive, Hardware, LastSession, LastSessionClient, LogicalDisk, Monitor,
    NetworkAdapter, OperatingSystem, RamBank, SoundDevice, VideoCard,
};

use crate::script::text;

/// The device of the example of `agents/list`.
pub const LISTED: &str = r#"{"id":1001,"name":"Allesandro Paci","group":"Accounting","disabled":false,"limited":false,
    "link_time":1587837997,"last_time":1600374761,
    "geo":{"ip":"2.21.31.68","country":"USA","region":"California","city":"Los Angeles"},
    "permanent_url":"https://https://go.getscreen.me/paci",
    "preview_url":"https://getscreen.me/preview/
    1245273f5448a704379da46f476564a592efb17c6a7695adde96247cd7874416GbBzRm6SRLMqrP0YoYFMxCopL6NTzvn8.png",
    "os":"win","version":"1.9.4","online":true,"installed":true,"favorite":false,"owner":"[email protected]",
    "sessions":{"last":{"id":148505,"start_time":1600343858,"stop_time":1600343900,
    "client":{"ip":"188.162.195.82","country":"Russian Federation","region":"Tatarstan","city":"Kazan",
    "user_agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/85.0.4183.102 Safari/537.36"}},"total":121}}"#;

/// The device of the examples of `agents/info` and `devices/update`.
pub const DEVICE: &str = r#"{"id":1001,"name":"Allesandro Paci","group":"Accounting","disabled":false,"limited":false,
    "link_time":1587837997,"last_time":1600374761,
    "geo":{"ip":"2.21.31.68","country":"USA","region":"California","city":"Los Angeles"},
    "permanent_url":"https://https://go.getscreen.me/paci","onetime_url":"https://https://go.getscreen.me/am2-l2g",
    "preview_url":"https://getscreen.me/preview/
    1245273f5448a704379da46f476564a592efb17c6a7695adde96247cd7874416GbBzRm6SRLMqrP0YoYFMxCopL6NTzvn8.png",
    "os":"win","version":"2.7.6","online":true,"installed":true,"favorite":false,"owner":"[email protected]",
    "hardware":{"BIOS":"ALASKA - 1072009 - F51 - American Megatrends - 5000E","BIOSDate":"","BIOSVersion":"20191218",
    "CPU":"AMD Ryzen 5 2600X Six-Core Processor","CPUCores":6,"CPUCoresLogical":12,
    "CPUFamily":"AMD64 Family 23 Model 8 Stepping 2","CPUSpeed":3600,"ComputerDomain":"WORKGROUP",
    "ComputerIP":["10.66.65.3","fe80::35da:bb0:c661:fff9"],"ComputerModel":"B450 AORUS ELITE",
    "ComputerName":"DESKTOP-AU0VQEE","ComputerWorkgroup":"WORKGROUP",
    "HDD":[{"Model":"INTEL SSDPEKNW512G8","Size":488382}],
    "Locale":"0419","LocaleCountry":"USA","LocaleCurrency":"USD","LocaleFormatDate":"MM-DD-YYYY",
    "LocaleFormatTime":"H:mm:ss","LocaleOemPage":"437","LocaleTimezone":-420,
    "LogicalDisks":[{"Disk":"C:","FileSystem":"NTFS","FreeSpace":13668,"Name":"","Size":487757}],
    "Monitors":[{"Name":"Universal PnP monitor","ScreenHeight":1080,"ScreenWidth":1920}],
    "NetAdapters":[{"Addresses":"","Cable":true,"DCHP":"","DNS":"","MACAddress":"18:C0:4D:44:F0:61",
    "Manufacturer":"Realtek","Name":"Realtek Gaming GbE Family Controller","Speed":953,"WoL":true}],
    "OSName":"Microsoft Windows 10 Pro","OSVersion":"10.0.19044",
    "RAMBanks":[{"Bank":"P0 CHANNEL A","Capacity":8192,"DataWidth":64,"Locator":"DIMM 0","Manufacturer":"Unknown",
    "PartNumber":"F4-3200C16-8GSXFB","SerialNumber":"00000000"}],
    "RAMPageFile":51264,"RAMPhys":32716,"RAMPhysAvail":9380,"RAMVirt":134217727,"RAMVirtAvail":134213282,
    "SoundDevices":[{"Name":"NVIDIA High Definition Audio"}],
    "VideoCards":[{"Integrated":true,"Name":"NVIDIA GeForce GT 710","RAM":1024}],
    "VideoName":"NVIDIA GeForce GT 710","VideoRAM":1024},
    "sessions":{"last":{"id":148505,"start_time":1600343858,"stop_time":1600343900,
    "client":{"ip":"188.162.195.82","country":"Russian Federation","region":"Tatarstan","city":"Kazan",
    "user_agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/85.0.4183.102 Safari/537.36"}},"total":1}}"#;

/// `LISTED`.
pub fn listed() -> Device {
    let client = LastSessionClient {
        ip: text("188.162.195.82"),
        country: text("Russian Federation"),
        region: text("Tatarstan"),
        city: text("Kazan"),
        user_agent: text(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/85.0.4183.102 Safari/537.36",
        ),
        ..LastSessionClient::new()
    };
    let last = LastSession {
        id: Some(148_505.into()),
        start_time: Some(UnixTime(1_600_343_858)),
        stop_time: Some(Some(UnixTime(1_600_343_900))),
        client: Some(client),
        ..LastSession::new()
    };
    Device {
        id: Some(1001.into()),
        name: text("Allesandro Paci"),
        group: text("Accounting"),
        disabled: Some(false),
        limited: Some(false),
        link_time: Some(UnixTime(1_587_837_997)),
        last_time: Some(UnixTime(1_600_374_761)),
        geo: Some(los_angeles()),
        permanent_url: text("https://https://go.getscreen.me/paci"),
        preview_url: text(
            "https://getscreen.me/preview/\
             1245273f5448a704379da46f476564a592efb17c6a7695adde96247cd7874416GbBzRm6SRLMqrP0YoYFMxCopL6NTzvn8.png",
        ),
        os: Some(OperatingSystem::Windows.into()),
        version: text("1.9.4"),
        online: Some(true),
        installed: Some(true),
        favorite: Some(false),
        owner: text("[email protected]"),
        sessions: Some(DeviceSessions { last: Some(last), total: Some(121), ..DeviceSessions::new() }),
        ..Device::new()
    }
}

/// `DEVICE`.
pub fn device() -> Device {
    let mut device = listed();
    device.onetime_url = text("https://https://go.getscreen.me/am2-l2g");
    device.version = text("2.7.6");
    device.hardware = Some(hardware());
    device.sessions.as_mut().unwrap().total = Some(1);
    device
}

pub fn los_angeles() -> Geo {
    Geo {
        ip: text("2.21.31.68"),
        country: text("USA"),
        region: text("California"),
        city: text("Los Angeles"),
        ..Geo::new()
    }
}

fn hardware() -> Hardware {
    let drive = HardDrive { model: text("INTEL SSDPEKNW512G8"), size: Some(488_382), ..HardDrive::new() };
    let disk = LogicalDisk {
        disk: text("C:"),
        file_system: text("NTFS"),
        free_space: Some(13668),
        name: text(""),
        size: Some(487_757),
        ..LogicalDisk::new()
    };
    let monitor = Monitor {
        name: text("Universal PnP monitor"),
        screen_height: Some(1080),
        screen_width: Some(1920),
        ..Monitor::new()
    };
    let adapter = NetworkAdapter {
        addresses: text(""),
        cable: Some(true),
        dhcp: text(""),
        dns: text(""),
        mac_address: text("18:C0:4D:44:F0:61"),
        manufacturer: text("Realtek"),
        name: text("Realtek Gaming GbE Family Controller"),
        speed: Some(953),
        wake_on_lan: Some(true),
        ..NetworkAdapter::new()
    };
    let bank = RamBank {
        bank: text("P0 CHANNEL A"),
        capacity: Some(8192),
        data_width: Some(64),
        locator: text("DIMM 0"),
        manufacturer: text("Unknown"),
        part_number: text("F4-3200C16-8GSXFB"),
        serial_number: text("00000000"),
        ..RamBank::new()
    };
    let sound = SoundDevice { name: text("NVIDIA High Definition Audio"), ..SoundDevice::new() };
    let card =
        VideoCard { integrated: Some(true), name: text("NVIDIA GeForce GT 710"), ram: Some(1024), ..VideoCard::new() };
    Hardware {
        bios: text("ALASKA - 1072009 - F51 - American Megatrends - 5000E"),
        bios_date: text(""),
        bios_version: text("20191218"),
        cpu: text("AMD Ryzen 5 2600X Six-Core Processor"),
        cpu_cores: Some(6),
        cpu_cores_logical: Some(12),
        cpu_family: text("AMD64 Family 23 Model 8 Stepping 2"),
        cpu_speed: Some(3600),
        computer_domain: text("WORKGROUP"),
        computer_ip: Some(vec!["10.66.65.3".to_owned(), "fe80::35da:bb0:c661:fff9".to_owned()]),
        computer_model: text("B450 AORUS ELITE"),
        computer_name: text("DESKTOP-AU0VQEE"),
        computer_workgroup: text("WORKGROUP"),
        hard_drives: Some(vec![drive]),
        locale: text("0419"),
        locale_country: text("USA"),
        locale_currency: text("USD"),
        locale_format_date: text("MM-DD-YYYY"),
        locale_format_time: text("H:mm:ss"),
        locale_oem_page: text("437"),
        locale_timezone: Some(-420),
        logical_disks: Some(vec![disk]),
        monitors: Some(vec![monitor]),
        network_adapters: Some(vec![adapter]),
        os_name: text("Microsoft Windows 10 Pro"),
        os_version: text("10.0.19044"),
        ram_banks: Some(vec![bank]),
        ram_page_file: Some(51264),
        ram_phys: Some(32716),
        ram_phys_avail: Some(9380),
        ram_virt: Some(134_217_727),
        ram_virt_avail: Some(134_213_282),
        sound_devices: Some(vec![sound]),
        video_cards: Some(vec![card]),
        video_name: text("NVIDIA GeForce GT 710"),
        video_ram: Some(1024),
        ..Hardware::new()
    }
}
